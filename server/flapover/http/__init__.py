"""What is asked over HTTP: boards, seats, the verslag, health; and the door of the socket."""
